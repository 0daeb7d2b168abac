package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final TenantLoad greedy = new TenantLoad("greedy", 0);
  private final TenantLoad other = new TenantLoad("other", 0);
  private final TenantLoad late = new TenantLoad("late", 0);

  @Test
  void aTenantAloneGetsThreeQuartersOfThePlaces() {
    Places places = new Places(100);
    assertThat(takeAll(places, greedy)).isEqualTo(75);
    assertThat(places.enter(greedy)).isEqualTo(Shed.SHARE);
    assertThat(places.enter(other)).isNull();
    assertThat(places.taken()).isEqualTo(76);
  }

  @Test
  void twoGreedyOnesShareAndLeaveRoomForAThird() {
    Places places = new Places(140);
    boolean more = true;
    while (more) {
      more = places.enter(greedy) == null;
      more |= places.enter(other) == null;
    }
    assertThat(greedy.inFlight()).isEqualTo(60);
    assertThat(other.inFlight()).isEqualTo(60);
    assertThat(takeAll(places, late)).isEqualTo(15);
  }

  @Test
  void aGreedyOneGivesWayAsItsRequestsEnd() {
    Places places = new Places(100);
    takeAll(places, greedy);
    for (int i = 0; i < 75; i++) {
      places.leave(greedy);
      places.enter(other);
      places.enter(greedy);
    }
    assertThat(other.inFlight()).isBetween(40, 46);
    assertThat(greedy.inFlight()).isBetween(40, 46);
  }

  @Test
  void whenAllAreTakenNobodyEnters() {
    Places places = new Places(2);
    assertThat(places.enter(greedy)).isNull();
    assertThat(places.enter(other)).isNull();
    assertThat(places.enter(late)).isEqualTo(Shed.FULL);
    assertThat(late.inFlight()).isZero();
    places.leave(greedy);
    assertThat(places.enter(late)).isNull();
    assertThat(places.taken()).isEqualTo(2);
  }

  @Test
  void manyThreadsNeverTakeMoreThanThereIsAndLeaveNothingBehind() throws Exception {
    Places places = new Places(16);
    AtomicInteger most = new AtomicInteger();
    List<Callable<Void>> callers = new ArrayList<>();
    AtomicInteger inside = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      TenantLoad load = i % 2 == 0 ? greedy : other;
      callers.add(() -> {
        for (int round = 0; round < 5_000; round++) {
          if (places.enter(load) == null) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
            places.leave(load);
          }
        }
        return null;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> done : threads.invokeAll(callers)) {
        done.get();
      }
    }
    assertThat(most.get()).isBetween(1, 16);
    assertThat(places.taken()).isZero();
    assertThat(greedy.inFlight()).isZero();
    assertThat(other.inFlight()).isZero();
  }

  private static int takeAll(Places places, TenantLoad load) {
    int taken = 0;
    while (places.enter(load) == null) {
      taken++;
    }
    return taken;
  }
}
