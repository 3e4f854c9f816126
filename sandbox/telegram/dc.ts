/** The only data centre there is. */
export const DC_ID = 2;
