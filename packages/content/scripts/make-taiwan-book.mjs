/**
 * Makes books/taiwan-2000.csv: every 9th of the 18,000 training rows of "Default of Credit Card Clients"
 * (the 1st, 10th, 19th …), without the protected columns SEX, EDUCATION, MARRIAGE and AGE and without
 * the outcome column `default`, which is of the future and no record of the line.
 *
 *     node scripts/make-taiwan-book.mjs PATH/TO/train.csv
 */
import { readFileSync, writeFileSync } from 'node:fs'

const EVERY = 9
const LEFT_OUT = new Set(['SEX', 'EDUCATION', 'MARRIAGE', 'AGE', 'default'])

const source = process.argv[2]
if (!source) throw new Error('Name the file of the data set: node scripts/make-taiwan-book.mjs train.csv')
const [header, ...rows] = readFileSync(source, 'utf8').trimEnd().split(/\r?\n/).map((row) => row.split(','))
const kept = header.flatMap((name, column) => (LEFT_OUT.has(name) ? [] : [column]))
const sample = [header, ...rows.filter((_, row) => row % EVERY === 0)]
const text = sample.map((row) => kept.map((column) => row[column]).join(',') + '\n').join('')
writeFileSync(new URL('../books/taiwan-2000.csv', import.meta.url), text)
