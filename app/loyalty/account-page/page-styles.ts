/** Of the pages that stand in the theme: its fonts and colours hold, so these only arrange. */
export const CARD = { maxWidth: "42rem", margin: "0 auto", padding: "1.5rem 1rem" };
export const FIELD = { display: "block", width: "100%", padding: ".6rem", font: "inherit" };
