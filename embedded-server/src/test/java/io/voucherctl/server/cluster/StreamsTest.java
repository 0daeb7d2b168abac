package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.server.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StreamsTest {
  private final List<Runnable> onClose = new ArrayList<>();
  private final Response.BodySink sink =
      new Response.BodySink() {
        @Override
        public boolean write(byte[] chunk) {
          return true;
        }

        @Override
        public void onClose(Runnable action) {
          onClose.add(action);
        }
      };

  @Test
  void refusesMoreThanItHasPlacesForUntilOneIsFree() {
    try (Streams streams = new Streams()) {
      List<Streams.Place> places = new ArrayList<>();
      for (int i = 0; i < Streams.MOST; i++) {
        streams.requirePlace();
        places.add(streams.enter(sink));
      }
      assertFull(streams::requirePlace);
      assertFull(() -> streams.enter(sink));
      places.getFirst().close();
      streams.requirePlace();
      assertThat(streams.enter(sink).isOpen()).isTrue();
    }
  }

  @Test
  void endsAWaitWhenTheClientGoes() throws Exception {
    try (Streams streams = new Streams();
        Streams.Place place = streams.enter(sink)) {
      onClose.getFirst().run();
      place.await(1, TimeUnit.HOURS);
      assertThat(place.isOpen()).isFalse();
    }
  }

  @Test
  void endsAllWaitsWhenItCloses() throws Exception {
    Streams streams = new Streams();
    Streams.Place place = streams.enter(sink);
    streams.close();
    place.await(1, TimeUnit.HOURS);
    assertThat(place.isOpen()).isFalse();
  }

  @Test
  void remembersThatItWasWoken() throws Exception {
    try (Streams streams = new Streams();
        Streams.Place place = streams.enter(sink)) {
      place.wake();
      place.wake();
      place.await(1, TimeUnit.HOURS);
      assertThat(place.isOpen()).isTrue();
    }
  }

  private static void assertFull(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(StatusException.class, e -> assertThat(e.code()).isEqualTo(429));
  }
}
