/** The command line: what can be asked, with which options. */
import { Command, Option } from 'commander'
import { LANGUAGES } from '@tideline/content'
import { readAll, readDay, readDays, readInstant, readKinds } from './input/read-options.ts'
import { check } from './commands/check.ts'
import { compare } from './commands/compare.ts'
import { decide } from './commands/decide.ts'
import { explain } from './commands/explain.ts'
import { importCommand } from './commands/import.ts'
import { samples } from './commands/samples.ts'

const BOOK = 'a book: a file of JSON Lines, - for standard input, or the id of a sample book'

/** A program that throws instead of ending the process. */
export function buildProgram(): Command {
  const program = new Command('tideline')
    .description('Decides from the events of a book whether each credit line is open, and says why.')
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride()
  const command = (usage: string, description: string): Command => program.command(usage).description(description)

  asksOfBook(command('decide', 'decide every line of a book on a day'))
    .option('--as-of <day>', 'decide on this day; may be given several times (default: the day of the last event)', readDays)
    .option('--line <id>', 'this line only')
    .option('--history', 'one decision for each day, up to the last --as-of, on which status, limit or reasons changed')
    .option('--json', 'one decision a line in canonical JSON; so it is into a file or a pipe')
    .addOption(new Option('--table', 'a table with a summary; so it is on a terminal').conflicts('json'))
    .action(decide)

  asksOfBook(command('explain', 'say in words what was decided for one line, why, and what is missing'))
    .requiredOption('--line <id>', 'the line')
    .option('--as-of <day>', 'on this day (default: the day of the last event)', readDay)
    .addOption(new Option('--lang <language>', 'language of the page').choices(LANGUAGES).default('en'))
    .action(explain)

  command('compare', 'say what another policy or scorecard would have done to a book')
    .argument('<book>', BOOK)
    .option('--policy <policy>', 'give it twice to compare: id@version or a JSON file (default: the one that ships for each kind)', readAll)
    .option('--scorecard <scorecard>', 'give it twice to compare: id@version or a JSON file (default: the one the policy names)', readAll)
    .option('--as-of <day>', 'the last day of the period (default: the day of the last event)', readDay)
    .option('--from <day>', 'its first day; lines are replayed from their opening all the same (default: that opening)', readDay)
    .option('--kind <kind>', 'lines of this kind only: revolving, instalment or project; may be given several times', readKinds)
    .option('--known-at <instant>', 'leave out what was recorded after this instant', readInstant)
    .option('--json', 'one object in canonical JSON; so it is into a file or a pipe')
    .addOption(new Option('--table', 'tables; so it is on a terminal').conflicts('json'))
    .addOption(new Option('--lang <language>', 'language of the tables').choices(LANGUAGES).default('en'))
    .action(compare)

  command('check', 'say everything that is wrong with a policy or a scorecard')
    .argument('<document>', 'a policy or scorecard: id@version or a JSON file')
    .option('--scorecard <scorecard>', 'check a policy against this one: id@version or a JSON file')
    .action(check)

  command('import', 'bring the events of a file into a book; the same file again changes nothing')
    .argument('<file>', "a lender's file: CSV or JSON Lines, or - for standard input")
    .requiredOption('--profile <profile>', 'how the file is read: the id of a profile that ships, or a JSON file')
    .requiredOption('--out <book>', 'the book: made if it is not there, added to if it is')
    .option('--errors <file>', 'set the bad rows aside here, as CSV or (.jsonl) JSON Lines; the good ones go in either way')
    .action(importCommand)

  command('samples', 'decide the books that ship and say how many lines stand where').action(samples)
  return program
}

/** What every question about a book takes. */
function asksOfBook(command: Command): Command {
  return command
    .argument('<book>', BOOK)
    .option('--policy <policy>', 'for every line: id@version or a JSON file (default: the one that ships for each kind)')
    .option('--scorecard <scorecard>', 'in place of the one the policy names: id@version or a JSON file')
    .option('--known-at <instant>', 'leave out what was recorded after this instant', readInstant)
}
