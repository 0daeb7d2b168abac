package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.ObjectStore.Listing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Lists objects, whole or in pages that all show the same revision. */
final class ObjectLists {
  /** Where the next page begins: after a place, at a revision. */
  private record Continue(long revision, ObjectStore.Key after) {
    private static final String SEPARATOR = "/";

    static Continue parse(String token, ResourceType type) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        if (parts.length == 3 && Long.parseLong(parts[0]) >= 0) {
          return new Continue(
              Long.parseLong(parts[0]), new ObjectStore.Key(type.plural(), parts[1], parts[2]));
        }
      } catch (IllegalArgumentException e) {
        // Answered below: a token is ours or it is not.
      }
      throw StatusException.badRequest("continue key is not valid");
    }

    String token() {
      String text =
          String.join(SEPARATOR, Long.toString(revision), after.namespace(), after.name());
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final ObjectStore store;
  private final EventRetention events;

  ObjectLists(ObjectStore store, EventRetention events) {
    this.store = store;
    this.events = events;
  }

  /** The list object for a request. */
  ObjectNode list(ResourceType type, @Nullable String namespace, Parameters parameters) {
    if (type.plural().equals(ResourceTable.EVENTS)) {
      events.sweep();
    }
    Selection selection = parameters.selection(type);
    String token = parameters.text("continue");
    OptionalLong wanted = parameters.count(ObjectMeta.RESOURCE_VERSION);
    if (!token.isEmpty()) {
      if (wanted.orElse(0) > 0) {
        throw StatusException.badRequest(
            "specifying resource version is not allowed when using continue");
      }
      Continue from = Continue.parse(token, type);
      return page(type, at(type, namespace, from.revision()), selection, from.after(), parameters);
    }
    long revision = revision(parameters.text("resourceVersionMatch"), wanted);
    return page(
        type, store.snapshot(type.plural(), namespace, revision), selection, null, parameters);
  }

  /** Refuses a revision that is still to come: the client talked to another cluster. */
  void requireReached(long revision) {
    if (revision > store.revision()) {
      throw new StatusException(
          504,
          "Timeout",
          "Too large resource version: " + revision + ", current: " + store.revision());
    }
  }

  private long revision(String match, OptionalLong wanted) {
    requireReached(wanted.orElse(0));
    return switch (match) {
      case "", "NotOlderThan" -> {
        if (!match.isEmpty() && wanted.isEmpty()) {
          throw StatusException.badRequest("resourceVersionMatch needs a resourceVersion");
        }
        yield -1;
      }
      case "Exact" -> {
        if (wanted.orElse(0) == 0) {
          throw StatusException.badRequest(
              "resourceVersionMatch=Exact needs a resourceVersion other than 0");
        }
        yield wanted.getAsLong();
      }
      default -> throw StatusException.badRequest("unknown resourceVersionMatch: " + match);
    };
  }

  private Listing at(ResourceType type, @Nullable String namespace, long revision) {
    try {
      return store.snapshot(type.plural(), namespace, revision);
    } catch (StatusException e) {
      throw StatusException.expired(
          "The provided continue parameter is too old to display a consistent list result."
              + " You can start a new list without the continue parameter.");
    }
  }

  private static ObjectNode page(
      ResourceType type,
      Listing listing,
      Selection selection,
      ObjectStore.@Nullable Key after,
      Parameters parameters) {
    List<ObjectNode> found =
        listing.items().stream()
            .filter(selection)
            .filter(
                item -> after == null || ObjectMeta.key(type.plural(), item).compareTo(after) > 0)
            .toList();
    long limit = parameters.count("limit").orElse(0);
    boolean cut = limit > 0 && limit < found.size();
    List<ObjectNode> shown = cut ? found.subList(0, (int) limit) : found;
    ObjectNode list = of(type, shown, listing.revision());
    if (cut) {
      ObjectStore.Key last = ObjectMeta.key(type.plural(), shown.getLast());
      ObjectNode metadata = ObjectMeta.edit(list);
      metadata.put("continue", new Continue(listing.revision(), last).token());
      if (selection.isEverything()) {
        metadata.put("remainingItemCount", found.size() - shown.size());
      }
    }
    return list;
  }

  static ObjectNode of(ResourceType type, List<ObjectNode> items, long revision) {
    ObjectNode list = Json.object();
    list.put("kind", type.kind() + "List");
    list.put("apiVersion", type.apiVersion());
    list.putObject("metadata").put(ObjectMeta.RESOURCE_VERSION, Long.toString(revision));
    ArrayNode nodes = list.putArray("items");
    items.forEach(nodes::add);
    return list;
  }
}
