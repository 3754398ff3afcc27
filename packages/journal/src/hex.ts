/** Bytes as lower-case hexadecimal text, and back; what is no such text throws. */
export { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
