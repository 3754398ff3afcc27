/** `npm start`: install, build, decide the sample books on the console, serve the app. */
import { join } from 'node:path'
import { ROOT, bootstrap, fail, run } from './bootstrap.mjs'

try {
  await bootstrap()
  await build()
  await decideSamples()
  await serveOfficer()
} catch (error) {
  fail(error)
}

async function build() {
  console.log('Building …')
  const apps = ['--filter=@tideline/cli', '--filter=@tideline/officer']
  const code = await run('turbo', ['run', 'build', ...apps, '--output-logs=errors-only', '--ui=stream', '--log-order=grouped'], [
    'ignore',
    2,
    2,
  ])
  if (code !== 0) throw new Error('the apps could not be built; the reason stands above.')
}

/** Shows that the engine decides here, before anything is opened. */
async function decideSamples() {
  const code = await run(process.execPath, [join(ROOT, 'apps', 'cli', 'dist', 'tideline.js'), 'samples'])
  if (code !== 0) throw new Error('the sample books could not be decided; the reason stands above.')
}

async function serveOfficer() {
  const port = Number(process.env.PORT ?? 4173)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT must be 0 to 65535, not ${process.env.PORT}.`)
  const { serve } = await import('./serve.mjs')
  const { url } = await serve(join(ROOT, 'apps', 'officer', 'dist'), port, (what) => console.error(`Refused by the policy: ${what}`))
  console.log(`\nTideline for loan officers: ${url}\nStop with Ctrl+C.`)
}
