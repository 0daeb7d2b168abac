package io.voucherctl.server.cluster;

import io.voucherctl.server.http.Response;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Writes a container's log, from its tail if so asked, and on as it grows while it is followed. */
final class LogStream implements Response.BodyWriter {
  /**
   * What a client asked for.
   *
   * @param follow goes on until the run is over
   */
  record Plan(PodLogs.Run run, OptionalLong tailLines, OptionalLong limitBytes, boolean follow) {}

  private static final int CHUNK_BYTES = 64 << 10;
  private static final long POLL_MILLIS = 100;

  private final PodLogs logs;
  private final Streams streams;
  private final Plan plan;
  private final BooleanSupplier running;

  LogStream(PodLogs logs, Streams streams, Plan plan, BooleanSupplier running) {
    this.logs = logs;
    this.streams = streams;
    this.plan = plan;
    this.running = running;
  }

  @Override
  public void write(Response.BodySink sink) throws Exception {
    try (Streams.Place place = streams.enter(sink);
        LogFiles files = new LogFiles(logs.files(plan.run()))) {
      if (plan.tailLines().isPresent()) {
        files.skipToTail(plan.tailLines().getAsLong());
      }
      long left = plan.limitBytes().orElse(Long.MAX_VALUE);
      if (!plan.follow()) {
        left = Math.min(left, files.remaining()); // or a busy writer would keep it going
      }
      while (place.isOpen()) {
        boolean last = !plan.follow() || !running.getAsBoolean();
        left = drain(files, sink, left);
        if (last || left == 0) {
          return;
        }
        place.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        files.follow();
      }
    }
  }

  /** Sends all that is there; returns how many bytes may still be sent, 0 to stop. */
  private static long drain(LogFiles files, Response.BodySink sink, long limit) throws Exception {
    long left = limit;
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
    buffer.limit((int) Math.min(left, CHUNK_BYTES));
    while (left > 0 && files.read(buffer)) {
      if (!sink.write(Arrays.copyOf(buffer.array(), buffer.position()))) {
        return 0;
      }
      left -= buffer.position();
      buffer.clear().limit((int) Math.min(left, CHUNK_BYTES));
    }
    return left;
  }
}
