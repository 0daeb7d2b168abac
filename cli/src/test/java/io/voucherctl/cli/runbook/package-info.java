/**
 * Sessions that read like a terminal's: {@code .runbook} files and what runs them against the
 * packaged launcher, as a process. {@link io.voucherctl.cli.runbook.Runbook} tells their format.
 */
package io.voucherctl.cli.runbook;
