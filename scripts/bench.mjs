/** `npm run bench`: every measurement that a package keeps under bench/, one after the other; none is a test. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, bootstrap, fail, run } from './bootstrap.mjs'

try {
  await bootstrap()
  for (const name of readdirSync(join(ROOT, 'packages'))) {
    const bench = join(ROOT, 'packages', name, 'bench', 'run.mjs')
    if (!existsSync(bench)) continue
    console.log(`\n${name}`)
    const code = await run(process.execPath, [bench])
    if (code !== 0) throw new Error(`the measurements of ${name} ended with code ${code}.`)
  }
} catch (error) {
  fail(error)
}
