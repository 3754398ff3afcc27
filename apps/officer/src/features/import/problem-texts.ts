/** What is wrong with a row or a file, by the code of the importer. */
import { m } from '../../paraglide/messages.js'

export const PROBLEMS: Readonly<Record<string, () => string>> = {
  'too-few-cells': m.problem_too_few_cells,
  'too-many-cells': m.problem_too_many_cells,
  'row-too-long': m.problem_row_too_long,
  'open-quote': m.problem_open_quote,
  'bad-quote': m.problem_bad_quote,
  'bad-characters': m.problem_bad_characters,
  'empty-cell': m.problem_empty_cell,
  'bad-number': m.problem_bad_number,
  'too-many-decimals': m.problem_too_many_decimals,
  'money-overflow': m.problem_money_overflow,
  'bad-date': m.problem_bad_date,
  'impossible-date': m.problem_impossible_date,
  'unknown-code': m.problem_unknown_code,
  'repeated-row': m.problem_repeated_row,
  'unknown-line': m.problem_unknown_line,
  'which-line': m.problem_which_line,
  'other-limit': m.problem_other_limit,
  'bad-data': m.problem_bad_data,
  'bad-json': m.problem_bad_json,
  'conflicting-event': m.problem_conflicting_event,
  'empty-file': m.problem_empty_file,
  'not-a-text-file': m.problem_not_a_text_file,
  'unknown-encoding': m.problem_unknown_encoding,
  'unreadable-file': m.problem_unreadable_file,
  'file-too-large': m.problem_file_too_large,
  'too-many-columns': m.problem_too_many_columns,
  'too-many-events': m.problem_too_many_events,
  'missing-columns': m.problem_missing_columns,
  'repeated-column': m.problem_repeated_column,
  'bad-profile': m.problem_bad_profile,
  'unknown-profile': m.problem_unknown_profile,
  'book-exists': m.problem_book_exists,
  'import-running': m.problem_import_running,
  'practice-only': m.problem_practice_only,
  'not-allowed': m.problem_not_allowed,
  locked: m.refusal_locked,
  'device-full': m.problem_device_full,
  'device-unavailable': m.problem_device_unavailable,
}

/** A code without a text (a newer importer) is shown as it stands. */
export function problemText(code: string): string {
  return PROBLEMS[code]?.() ?? code
}
