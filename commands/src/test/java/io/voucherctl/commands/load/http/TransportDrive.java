package io.voucherctl.commands.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Sends through a transport on the test's thread, and keeps what came of it, in words. */
final class TransportDrive {
  final List<Fate> fates = new ArrayList<>();
  private final Transport transport;

  TransportDrive(Transport transport) {
    this.transport = transport;
  }

  /** What one request was told. */
  static final class Fate implements Transport.Reply {
    final List<String> told = new ArrayList<>();
    Transport.Carried carried;

    @Override
    public void sent(boolean waited) {
      told.add(waited ? "sent after waiting" : "sent");
    }

    @Override
    public void answered(int status) {
      told.add("answered " + status);
    }

    @Override
    public void refused() {
      told.add("refused");
    }

    @Override
    public void reset() {
      told.add("reset");
    }

    String end() {
      return told.isEmpty() || told.getLast().startsWith("sent") ? "" : told.getLast();
    }
  }

  Fate send(String path) {
    return send(path, "{\"a\":1}");
  }

  Fate send(String path, String body) {
    Fate fate = new Fate();
    fates.add(fate);
    fate.carried =
        transport.send(
            new LoadRequest(
                0, path, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer()),
            fate);
    return fate;
  }

  /** Sends and waits for the end. */
  String fateOf(String path) {
    Fate fate = send(path);
    until(() -> !fate.end().isEmpty());
    return fate.end();
  }

  void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      transport.poll(2_000_000);
    }
  }

  void pollFor(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      transport.poll(1_000_000);
    }
  }

  void untilAllEnded() {
    until(() -> fates.stream().noneMatch(fate -> fate.end().isEmpty()));
  }
}
