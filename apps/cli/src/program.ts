/** The command line: what can be asked, with which options. */
import { Command, Option } from 'commander'
import { LANGUAGES } from '@tideline/content'
import { readAll, readDay, readDays, readInstant, readKinds, readLenderId, readValidity } from './input/read-options.ts'
import { asToldCommand } from './commands/as-told.ts'
import { check } from './commands/check.ts'
import { compare } from './commands/compare.ts'
import { cured } from './commands/cured.ts'
import { decide } from './commands/decide.ts'
import { explain } from './commands/explain.ts'
import { importCommand } from './commands/import.ts'
import { open } from './commands/open.ts'
import { path } from './commands/path.ts'
import { restore } from './commands/restore.ts'
import { samples } from './commands/samples.ts'
import { seal } from './commands/seal.ts'
import { verify } from './commands/verify.ts'
import { whatIfCommand } from './commands/what-if.ts'

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

  asksOfBook(command('path', 'find what brings a line back: what to do, how much, by when, and then what limit'))
    .requiredOption('--line <id>', 'the line')
    .option('--as-of <day>', 'from this day on (default: the day of the last event)', readDay)
    .option('--json', 'one object in canonical JSON, with the events that prove each path')
    .addOption(new Option('--lang <language>', 'language of the page').choices(LANGUAGES).default('en'))
    .action(path)

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

  asksOfBook(command('whatif', 'decide one line as it is and as it would be if something else had happened; nothing is kept'))
    .requiredOption('--line <id>', 'the line')
    .requiredOption(
      '--event <json>',
      'an event that has not happened, such as {"type":"payment.received","data":{"amount":5000}}; may be given several times, ' +
        'and what is left out is filled in: id, on (the day), at, by, borrower, line',
      readAll,
    )
    .option('--as-of <day>', 'on this day (default: the day of the last event, real or hypothetical)', readDay)
    .option('--json', 'one object, { now, then }, in canonical JSON')
    .addOption(new Option('--lang <language>', 'language of the page').choices(LANGUAGES).default('en'))
    .action(whatIfCommand)

  command('as-told', 'a decision as it was known at an instant, beside what is known now, with the events that made the difference')
    .argument('<book>', BOOK)
    .requiredOption('--line <id>', 'the line')
    .requiredOption('--on <day>', 'the day that was decided', readDay)
    .requiredOption('--known-at <instant>', 'when it was told: what was recorded later was not known', readInstant)
    .option('--policy <policy>', 'the policy it was told by: id@version or a JSON file (default: the one that ships for its kind)')
    .option('--scorecard <scorecard>', 'in place of the one the policy names: id@version or a JSON file')
    .option('--json', 'one object, { knownAt, told, now, differs, causes }, in canonical JSON')
    .addOption(new Option('--lang <language>', 'language of the page').choices(LANGUAGES).default('en'))
    .action(asToldCommand)

  asksOfBook(command('cured', 'list the lines whose causes have ceased and which are still shut, longest first'))
    .option('--as-of <day>', 'on this day (default: the day of the last event)', readDay)
    .option('--json', 'one object a line of the book, in canonical JSON')
    .addOption(new Option('--lang <language>', 'language of the list').choices(LANGUAGES).default('en'))
    .action(cured)

  command('check', 'say everything that is wrong with a policy or a scorecard, and what a policy may not have meant')
    .argument('<document>', 'a policy or scorecard: id@version or a JSON file')
    .option('--scorecard <scorecard>', 'check a policy against this one: id@version or a JSON file')
    .option('--json', 'one line of canonical JSON: the document by its hash, and the advice')
    .option('--strict', 'fail (exit code 2) if there is a warning; notes are no warnings')
    .action(check)

  command('import', 'bring the events of a file into a book; the same file again changes nothing')
    .argument('<file>', "a lender's file: CSV or JSON Lines, or - for standard input")
    .requiredOption('--profile <profile>', 'how the file is read: the id of a profile that ships, or a JSON file')
    .requiredOption('--out <book>', 'the book: made if it is not there, added to if it is')
    .option('--errors <file>', 'set the bad rows aside here, as CSV or (.jsonl) JSON Lines; the good ones go in either way')
    .action(importCommand)

  command('verify', 'say whether a book is what its devices recorded, or where the chain of each first breaks (exit code 3)')
    .argument('<book>', BOOK)
    .option('--json', 'one object in canonical JSON')
    .action(verify)

  command('restore', 'open a backup without a tablet, into a book of JSON Lines')
    .argument('<file>', 'a backup')
    .requiredOption('--out <book>', 'the book: replaced if it is there')
    .option('--passphrase-file <file>', 'the passphrase is the first line of this file (default: of standard input)')
    .option('--damaged', 'write what is whole of a damaged backup, and say who is missing')
    .action(restore)

  asksOfBook(command('seal', "seal a borrower's own story, as the officer's tablet hands it over"))
    .requiredOption('--borrower <id>', 'whose story')
    .requiredOption('--key <file>', "the lender's Ed25519 private key in PEM")
    .requiredOption('--lender <name>', 'who lends, as the borrower knows it')
    .requiredOption('--contact <text>', 'whom the borrower may talk to')
    .option('--as-of <day>', 'decided on this day (default: the day of the last event)', readDay)
    .option('--issued <instant>', 'handed over at this instant (default: now)', readInstant)
    .option('--days <days>', 'for how many days a phone takes it in', readValidity, 30)
    .option('--code-file <file>', 'the code, 8 or 12 digits, is the first line of this file (default: one of 12 is drawn and said)')
    .option('--out <file>', 'as a file')
    .option('--codes', 'as the texts of QR codes, one a line')
    .option('--link <page>', "as a link to the borrower's page")
    .action(seal)

  command('open', "open a sealed story as the borrower's phone does, and decide it anew")
    .argument('<file>', 'the sealed story: the file, the texts of its codes, or a link in a file')
    .option('--code-file <file>', 'the code is the first line of this file (default: of standard input)')
    .option('--lender-key <hex>', 'refuse it unless this key signed it', readLenderId)
    .option('--borrower <id>', "refuse another borrower's")
    .option('--after <instant>', 'refuse what was made before', readInstant)
    .option('--today <day>', "the day on which it is opened (default: the machine's, in UTC)", readDay)
    .option('--out <book>', 'write its entries as a book: replaced if it is there')
    .option('--json', 'one object in canonical JSON')
    .addOption(new Option('--lang <language>', 'language of the page').choices(LANGUAGES).default('en'))
    .action(open)

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
