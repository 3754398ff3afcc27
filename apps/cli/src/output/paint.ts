/** Colour where a terminal shows it; state is never told by colour alone. */
import { styleText } from 'node:util'

export function paint(style: Parameters<typeof styleText>[0], text: string): string {
  return process.stdout.isTTY && !process.env['NO_COLOR'] ? styleText(style, text) : text
}
