package io.voucherctl.commands.drill;

import java.time.Instant;

/** One container that died, and why. */
record Death(String pod, String container, int exitCode, String cause, Instant at) {}
