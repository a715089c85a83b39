/** U+0000 or a lone surrogate: PostgreSQL's text and jsonb take neither. */
export const UNSTORABLE = /[\0\p{Cs}]/u;
