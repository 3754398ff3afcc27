/** A number that must not be mixed up with another: `Brand<number, 'Day'>`. Costs nothing at run time. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name }
