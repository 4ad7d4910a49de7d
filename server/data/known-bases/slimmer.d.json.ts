/** Read as unknown: inferring the type of the whole table costs the compiler seconds. Its shape is declared where it is used. */
declare const slimmer: unknown;
export default slimmer;
