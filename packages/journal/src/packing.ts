/** For packages that pack events in another order than storage does. */
export { ByteReader, ByteWriter, CorruptPackError } from './byte-stream.ts'
