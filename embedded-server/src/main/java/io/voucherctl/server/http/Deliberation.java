package io.voucherctl.server.http;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Decision.Later} on its way: brings the decision to the event loop, once, or to nobody
 * when it was given up. Event loop only.
 */
final class Deliberation {
  private final ProxySide side;
  private final HttpRequest request;
  private final Consumer<Decision> taken;
  private boolean over;

  Deliberation(ProxySide side, HttpRequest request, Consumer<Decision> taken) {
    this.side = side;
    this.request = request;
    this.taken = taken;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what completes it tells of itself
  void await(Decision.Later later, EventLoop loop) {
    later
        .decision()
        .whenComplete((decision, failure) -> {
          if (loop.inEventLoop()) {
            arrive(decision, failure);
          } else {
            loop.execute(() -> arrive(decision, failure));
          }
        });
  }

  private void arrive(@Nullable Decision decision, @Nullable Throwable failure) {
    if (over) {
      dismiss(decision);
      return;
    }
    over = true;
    taken.accept(
        decision == null
            ? side.undecided(request, failure == null ? new NullPointerException() : failure)
            : decision);
  }

  /** A course that begins when its request has ended ends at once. */
  private static void dismiss(@Nullable Decision decision) {
    if (decision instanceof Decision.Forward forward) {
      new Transit(forward).finished();
    }
  }

  /** Nobody waits for the decision any more. */
  void giveUp() {
    over = true;
  }
}
