/** Every property test starts from one root seed, printed by `npm test`, so that a failure can be had again. */
import { expect } from 'vitest'

// Only where it is used: the library would cost every other file its loading time.
if (expect.getState().testPath?.endsWith('.fuzz.test.ts')) {
  const fc = await import('fast-check')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.TIDELINE_SEED) })
}
