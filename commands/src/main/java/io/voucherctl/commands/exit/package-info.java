/**
 * Exit codes, failures and verdicts: what a command's end means. Turning a failure into words and a
 * code is cli's FailureHandler.
 */
@NullMarked
package io.voucherctl.commands.exit;

import org.jspecify.annotations.NullMarked;
