/** `tideline`: runs one command and ends. Exit code 0 done, 2 the input was refused, 3 a book is not whole, 1 a fault of ours. */
import { CommanderError } from 'commander'
import { Failure } from './failure.ts'
import { buildProgram } from './program.ts'

// A reader that has had enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

try {
  await buildProgram().parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

function exitCodeOf(error: unknown): number {
  // Commander has said what is wrong; help asked for is no failure.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof Failure) {
    for (const line of error.lines) console.error(line)
    return 2
  }
  console.error(error)
  console.error('tideline: this is a fault of the program, not of what you gave it.')
  return 1
}
