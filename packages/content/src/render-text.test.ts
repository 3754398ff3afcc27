import { describe, expect, it } from 'vitest'
import { parametersOf, renderText } from './index.ts'

describe('renderText', () => {
  it('fills in every parameter, also one that stands twice', () => {
    expect(renderText('{a} 天，{b}，{a}', { a: '3', b: '$&' })).toBe('3 天，$&，3')
  })

  it('leaves a text without parameters as it is', () => {
    expect(renderText('暂停')).toBe('暂停')
  })

  it('refuses a parameter that is not given, also one named like a method', () => {
    expect(() => renderText('{since}', {})).toThrow('needs the parameter "since"')
    expect(() => renderText('{constructor}')).toThrow('constructor')
  })
})

describe('parametersOf', () => {
  it('gives each parameter once, in order', () => {
    expect(parametersOf('{b} {a} {b} {days_past_due_12m}')).toEqual(['b', 'a', 'days_past_due_12m'])
  })
})
