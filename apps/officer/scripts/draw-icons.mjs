// Draws the app's icons from public/icons/icon.svg: `node scripts/draw-icons.mjs`, CHROME_PATH naming a Chromium.
// The maskable one fills its square and keeps its picture within the safe middle.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'public', 'icons')
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
const maskable = svg.replace('rx="112" ', '').replace(/(<path[\s\S]*\/>)/, '<g transform="translate(51 51) scale(.8)">$1</g>')
const ICONS = [
  { name: 'icon-192.png', size: 192, picture: svg },
  { name: 'icon-512.png', size: 512, picture: svg },
  { name: 'icon-maskable-512.png', size: 512, picture: maskable },
]

const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
for (const { name, size, picture } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${picture}`)
  await page.screenshot({ path: join(folder, name), omitBackground: true })
  await page.close()
}
await browser.close()
