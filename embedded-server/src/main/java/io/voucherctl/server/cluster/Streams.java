package io.voucherctl.server.cluster;

import io.voucherctl.server.http.Response;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The answers that go on for long: bounded in number, and all ended when the endpoint closes. */
final class Streams implements AutoCloseable {
  static final int MOST = 512;

  private final Semaphore places = new Semaphore(MOST);
  private final Set<Place> taken = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** One stream's place: where it waits for something to do. */
  final class Place implements AutoCloseable {
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean left;

    private Place() {}

    /** False once the client has gone or the endpoint closes. */
    boolean isOpen() {
      return !left && !closed;
    }

    /** Ends the wait that is, or the next one. Never blocks. */
    void wake() {
      if (bell.availablePermits() == 0) {
        bell.release();
      }
    }

    /** Waits to be woken, at most so long. */
    void await(long time, TimeUnit unit) throws InterruptedException {
      if (isOpen() && bell.tryAcquire(time, unit)) {
        bell.drainPermits();
      }
    }

    private void leave() {
      left = true;
      wake();
    }

    @Override
    public void close() {
      taken.remove(this);
      places.release();
    }
  }

  /** Refuses (429), before a stream is begun, when there is no place for it. */
  void requirePlace() {
    if (places.availablePermits() == 0) {
      throw full();
    }
  }

  /** Takes a place until it is closed; refuses (429) when there is none. */
  Place enter(Response.BodySink sink) {
    if (!places.tryAcquire()) {
      throw full();
    }
    Place place = new Place();
    taken.add(place);
    sink.onClose(place::leave);
    return place;
  }

  private static StatusException full() {
    return new StatusException(
        429, "TooManyRequests", "too many watches and logs under way; at most " + MOST);
  }

  @Override
  public void close() {
    closed = true;
    taken.forEach(Place::wake);
  }
}
