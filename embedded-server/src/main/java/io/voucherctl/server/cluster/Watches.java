package io.voucherctl.server.cluster;

import io.voucherctl.server.http.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Starts watches as clients ask for them. */
final class Watches {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(45);
  private static final long MAX_TIMEOUT_SECONDS = Duration.ofDays(1).toSeconds();

  private final ObjectStore store;
  private final LongSupplier nanos;
  private final Streams streams;

  Watches(ObjectStore store, LongSupplier nanos, Streams streams) {
    this.store = store;
    this.nanos = nanos;
    this.streams = streams;
  }

  Response watch(ResourceType type, @Nullable String namespace, Parameters parameters) {
    if (isWebSocket(parameters) || parameters.request().method().equals("HEAD")) {
      // An answer that ends makes the client try again without the upgrade; a stream would not.
      return Response.of(200, MediaTypes.JSON, new byte[0]);
    }
    streams.requirePlace();
    WatchStream.Plan plan = plan(type, namespace, parameters);
    return Response.stream(200, MediaTypes.JSON, new WatchStream(store, nanos, streams, plan));
  }

  private WatchStream.Plan plan(
      ResourceType type, @Nullable String namespace, Parameters parameters) {
    Selection selection = parameters.selection(type);
    boolean bookmarks = parameters.flag("allowWatchBookmarks");
    boolean sendInitial = parameters.flag("sendInitialEvents");
    long from = parameters.count(ObjectMeta.RESOURCE_VERSION).orElse(0);
    boolean refused = !parameters.text("sendInitialEvents").isEmpty() && !sendInitial;
    boolean anew = from == 0 || sendInitial;
    return new WatchStream.Plan(
        type,
        namespace,
        selection,
        anew ? OptionalLong.empty() : OptionalLong.of(from),
        anew && !refused,
        sendInitial && bookmarks,
        bookmarks,
        timeout(parameters));
  }

  private static Duration timeout(Parameters parameters) {
    long seconds = parameters.count("timeoutSeconds").orElse(0);
    return seconds == 0
        ? DEFAULT_TIMEOUT
        : Duration.ofSeconds(Math.min(seconds, MAX_TIMEOUT_SECONDS));
  }

  private static boolean isWebSocket(Parameters parameters) {
    String upgrade = parameters.request().header("upgrade");
    return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
  }
}
