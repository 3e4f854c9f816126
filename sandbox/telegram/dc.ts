/** The data centre where every account is at home. */
export const DC_ID = 2;

/** All that there are; the others hold nothing but files. They listen on one port: the key says where its client is. */
export const DC_IDS: readonly number[] = [DC_ID, 4];
