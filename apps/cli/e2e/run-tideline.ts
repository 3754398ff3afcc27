/** Runs the built command line as a process, in a folder of its own, on real files. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { bootstrap } from '../../../scripts/bootstrap.mjs'
import { buildCli } from '../../../scripts/tideline.mjs'

await bootstrap()
const CLI: string = await buildCli()

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Standard output line by line, each parsed. */
  readonly json: () => Record<string, unknown>[]
}

export const folder = mkdtempSync(join(tmpdir(), 'tideline-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `stdin` is what the process reads from standard input, `env` what it finds besides the environment of the test. */
export function tideline(args: readonly string[], stdin = '', env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, env: { ...process.env, NO_COLOR: '1', ...env } })
    const parts = { out: [] as Buffer[], err: [] as Buffer[] }
    child.stdout.on('data', (chunk: Buffer) => parts.out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => parts.err.push(chunk))
    child.stdin.on('error', () => undefined)
    child.stdin.end(stdin)
    child.on('close', (code) => {
      const out = Buffer.concat(parts.out).toString()
      const json = (): Record<string, unknown>[] => out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
      resolve({ code: code ?? -1, out, err: Buffer.concat(parts.err).toString(), json })
    })
  })
}

/** The path of the built program, for a shell of its own. */
export const program = CLI

/** Writes a file into the folder; gives its name. */
export function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}
