import { expect, it } from 'vitest'
import { judgePassphrase } from './passphrase.ts'

it.each([
  ['', 'short'],
  ['tide turns', 'short'],
  ['潮水又退了', 'short'],
  ['aaaaaaaaaaaa', 'easy'],
  ['123456789012', 'easy'],
  ['13800138000 13900139000', 'easy'],
  ['1987-03-14 1990-06-02', 'easy'],
  ['abcdefghijklmnop', 'easy'],
  ['fishfishfishfish', 'easy'],
  ['Password12345', 'easy'],
  ['  Tideline-2025!  ', 'easy'],
  ['一丁七万丈三上下', 'short'],
  ['boat bell rain key', 'good'],
  ['春天 河水 漫过 老桥', 'good'],
  ['门前老柳树第三根枝条向北', 'good'],
  ['Kd8#pw2!xQz7', 'good'],
  ['reeds bend where the tide turns', 'strong'],
  ['渡口 卖鱼 的人 昨天 没来', 'strong'],
] as const)('[BK7] judges %j as %s', (text, strength) => {
  expect(judgePassphrase(text)).toBe(strength)
})
