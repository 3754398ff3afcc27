/** The five states a thing can be in, each with its own colour and icon. */
export type Tone = 'active' | 'watch' | 'suspended' | 'probation' | 'closed'
