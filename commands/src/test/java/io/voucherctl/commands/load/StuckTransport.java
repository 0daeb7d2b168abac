package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.LoadRequest;
import io.voucherctl.commands.load.http.Transport;
import java.util.ArrayList;
import java.util.List;

/** Takes requests and never answers by itself; the test decides. */
final class StuckTransport implements Transport {
  record Taken(LoadRequest request, Reply reply, List<Taken> cancelled) implements Carried {
    @Override
    public void cancel() {
      cancelled.add(this);
    }
  }

  final List<Taken> taken = new ArrayList<>();
  final List<Taken> cancelled = new ArrayList<>();

  @Override
  public Carried send(LoadRequest request, Reply reply) {
    Taken one = new Taken(request, reply, cancelled);
    taken.add(one);
    return one;
  }

  @Override
  public void poll(long maxNanos) {}

  @Override
  public void close() {}
}
