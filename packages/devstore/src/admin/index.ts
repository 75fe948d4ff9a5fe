export { uninstall } from "./pages/settings.ts";
