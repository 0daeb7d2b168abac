package io.voucherctl.commands.load.http;

import java.nio.ByteBuffer;

/**
 * One POST, ready to be sent.
 *
 * @param lane the tenant's position in the {@link LoadTarget}, which knows its keys
 * @param body JSON in UTF-8, read-only; whoever reads it reads a duplicate
 */
public record LoadRequest(int lane, String path, ByteBuffer body) {}
