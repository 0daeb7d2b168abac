package io.voucherctl.server.http;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One forwarded request; sees to it that its course hears one end, once. Event loop only. */
final class Transit {
  private static final Logger LOG = LoggerFactory.getLogger(Transit.class);

  private final Decision.Forward forward;
  private int status;
  private boolean over;

  Transit(Decision.Forward forward) {
    this.forward = forward;
  }

  Decision.Forward forward() {
    return forward;
  }

  /** The upstream's answer has begun to reach the client. */
  void answered(int with) {
    status = with;
  }

  /** The client gets a refusal instead of the upstream's answer; false when that has begun. */
  boolean refused(int with) {
    if (answered()) {
      return false;
    }
    answered(with);
    return true;
  }

  /** An answer that is not the upstream's, with the headers that the upstream's would have. */
  static Response dressed(Response answer, @Nullable Transit transit) {
    return transit == null ? answer : answer.with(transit.forward.setResponseHeaders());
  }

  boolean answered() {
    return status != 0;
  }

  void finished() {
    if (over) {
      return;
    }
    over = true;
    try {
      forward.course().finished(status);
    } catch (RuntimeException e) {
      LOG.error("a course failed at its end", e);
    }
  }

  /** The answer in place of the upstream's; null when the course has none. */
  @Nullable Response failed(Decision.UpstreamFailure failure) {
    if (over) {
      return null;
    }
    over = true;
    try {
      return forward.course().failed(failure);
    } catch (RuntimeException e) {
      LOG.error("a course failed to word {}", failure, e);
      return null;
    }
  }
}
