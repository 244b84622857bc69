package dev.patchbay.web.raw;

/**
 * What came back over the wire.
 *
 * @param status the status
 * @param head the lines before the body
 * @param body the body, a character for a byte
 */
public record RawReply(int status, String head, String body) {}
