package io.voucherctl.server.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that new connections get.
 *
 * @param subject whom it names, as an X.500 name
 * @param notAfter it is good up to and including this moment
 * @param loadedAt when it was taken over
 * @param problem why the files as they are now are not taken over; null when they are in force
 */
public record TlsStanding(
    String subject, Instant notAfter, Instant loadedAt, @Nullable String problem) {}
