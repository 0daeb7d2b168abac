package io.voucherctl.commands.serve;

import io.voucherctl.server.gateway.FailureMode;

/** Who decides while the shared limiter does not answer. Lower case, as they are typed. */
enum LimiterFailure {
  local(FailureMode.LOCAL),
  open(FailureMode.OPEN),
  closed(FailureMode.CLOSED);

  private final FailureMode mode;

  LimiterFailure(FailureMode mode) {
    this.mode = mode;
  }

  FailureMode mode() {
    return mode;
  }
}
