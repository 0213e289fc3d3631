import fc from 'fast-check';

/**
 * The suite tries the same examples every time, so that what is green stays green until somebody changes something. Others are tried by
 * name: `npm run long -- properties`.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 2026) });
