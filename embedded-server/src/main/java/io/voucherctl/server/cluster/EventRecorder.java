package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes core/v1 Events into the store. The same happening again raises {@code count} of the event
 * that is there; {@link EventRetention} forgets the old ones. Safe for any number of threads; must
 * not be called from a store watch.
 */
public final class EventRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

  /** What an event is about; {@code fieldPath} is empty for the whole object. */
  public record Subject(
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String uid,
      String fieldPath) {}

  public enum EventType {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String word;

    EventType(String word) {
      this.word = word;
    }
  }

  /** What happened, without to whom. */
  public record Happening(EventType type, String component, String reason, String message) {}

  private final ObjectStore store;
  private final InstantSource clock;

  public EventRecorder(ObjectStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** An event that cannot be stored is lost, as in Kubernetes: what it tells of goes on. */
  public synchronized void record(Subject subject, Happening happening) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectStore.Key key = key(subject, happening);
    try {
      boolean again =
          store
              .edit(
                  key,
                  event ->
                      event.put("count", event.path("count").asInt() + 1).put("lastTimestamp", now))
              .isPresent();
      if (!again) {
        store.create(key, event(subject, happening, now));
      }
    } catch (StatusException e) {
      LOG.warn("no event for {} {}: {}", subject.kind(), subject.name(), e.getMessage());
    }
  }

  private static ObjectNode event(Subject subject, Happening happening, String now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata");
    ObjectNode involved = event.putObject("involvedObject");
    involved.put("apiVersion", subject.apiVersion()).put("kind", subject.kind());
    involved.put("namespace", subject.namespace()).put("name", subject.name());
    involved.put("uid", subject.uid());
    if (!subject.fieldPath().isEmpty()) {
      involved.put("fieldPath", subject.fieldPath());
    }
    event.put("type", happening.type().word).put("reason", happening.reason());
    event.put("message", happening.message());
    event.put("count", 1).put("firstTimestamp", now).put("lastTimestamp", now);
    event.putNull("eventTime");
    event.putObject("source").put("component", happening.component());
    event.put("reportingComponent", happening.component()).put("reportingInstance", "");
    return event;
  }

  /**
   * The name is made of what makes two happenings the same: finding the earlier one is a look-up.
   */
  private static ObjectStore.Key key(Subject subject, Happening happening) {
    String identity =
        String.join(
            "\0",
            subject.uid(),
            subject.kind(),
            subject.fieldPath(),
            happening.type().word,
            happening.component(),
            happening.reason(),
            happening.message());
    byte[] digest = sha256(identity);
    String suffix = HexFormat.of().formatHex(digest, 0, 8);
    return new ObjectStore.Key("events", subject.namespace(), subject.name() + "." + suffix);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
