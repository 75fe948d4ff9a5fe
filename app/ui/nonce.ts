import { createContext } from "react";

/** What the scripts of a page carry, so that the browser runs them and no others; empty in the browser, which does not tell it. */
export const NonceContext = createContext("");
