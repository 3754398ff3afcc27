/**
 * Makes books/narrated.jsonl: invented borrowers, told in narrate/.
 *
 *     node scripts/make-narrated-book.mjs
 */
import { writeFileSync } from 'node:fs'
import { narratedBook } from './narrate/narrated-book.mjs'

writeFileSync(new URL('../books/narrated.jsonl', import.meta.url), narratedBook())
