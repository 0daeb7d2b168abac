package io.voucherctl.commands.exit;

/** A result that can be bad although nothing broke. */
public interface Verdict {
  ExitCode exitCode();
}
