package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Answers {@code pods/NAME/log}. */
final class LogRoutes {
  private static final String TEXT = "text/plain";

  private final ObjectStore store;
  private final PodLogs logs;
  private final Streams streams;

  LogRoutes(ObjectStore store, PodLogs logs, Streams streams) {
    this.store = store;
    this.logs = logs;
    this.streams = streams;
  }

  Response log(Request request) {
    Parameters parameters = new Parameters(request);
    ObjectStore.Key key =
        new ObjectStore.Key("pods", request.path("namespace"), request.path("name"));
    ObjectNode pod =
        store.find(key).orElseThrow(() -> StatusException.notFound(key.resource(), key.name()));
    requireKnown(parameters);
    String container = container(pod, parameters.text("container"));
    PodLogs.Run run =
        new PodLogs.Run(
            key.namespace(),
            key.name(),
            ObjectMeta.uid(pod),
            container,
            parameters.flag("previous"));
    if (logs.files(run).isEmpty()) {
      throw nothingYet(pod, run);
    }
    streams.requirePlace();
    LogStream.Plan plan =
        new LogStream.Plan(
            run,
            parameters.count("tailLines"),
            parameters.count("limitBytes"),
            parameters.flag("follow") && !run.previous() && !request.method().equals("HEAD"));
    return Response.stream(
        200, TEXT, new LogStream(logs, streams, plan, running(key, pod, container)));
  }

  private static void requireKnown(Parameters parameters) {
    boolean times =
        !parameters.text("sinceSeconds").isEmpty()
            || !parameters.text("sinceTime").isEmpty()
            || parameters.flag("timestamps");
    if (times) {
      throw StatusException.badRequest(
          "the lines of these logs carry no time: sinceSeconds, sinceTime and timestamps cannot"
              + " be had; use tailLines or limitBytes");
    }
  }

  /** The container asked for, or the only one there is. */
  private static String container(ObjectNode pod, String wanted) {
    List<String> names = new ArrayList<>();
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      for (JsonNode container : pod.path("spec").path(list)) {
        names.add(container.path("name").asText());
      }
    }
    if (wanted.isEmpty() && names.size() == 1) {
      return names.getFirst();
    }
    String name = ObjectMeta.name(pod);
    if (wanted.isEmpty()) {
      throw StatusException.badRequest(
          "a container name must be specified for pod "
              + name
              + ", choose one of: ["
              + String.join(" ", names)
              + "]");
    }
    if (!names.contains(wanted)) {
      throw StatusException.badRequest("container " + wanted + " is not valid for pod " + name);
    }
    return wanted;
  }

  private static StatusException nothingYet(ObjectNode pod, PodLogs.Run run) {
    if (run.previous()) {
      return StatusException.badRequest(
          "previous terminated container \""
              + run.container()
              + "\" in pod \""
              + run.pod()
              + "\" not found");
    }
    String reason =
        status(pod, run.container())
            .path("state")
            .path("waiting")
            .path("reason")
            .asText("ContainerCreating");
    return StatusException.badRequest(
        "container \""
            + run.container()
            + "\" in pod \""
            + run.pod()
            + "\" is waiting to start: "
            + reason);
  }

  /** Whether the run that the log began with still goes on. */
  private BooleanSupplier running(ObjectStore.Key key, ObjectNode pod, String container) {
    String uid = ObjectMeta.uid(pod);
    int restarts = status(pod, container).path("restartCount").asInt();
    return () ->
        store
            .find(key)
            .filter(now -> ObjectMeta.uid(now).equals(uid))
            .map(now -> status(now, container))
            .filter(now -> now.path("restartCount").asInt() == restarts)
            .filter(now -> now.path("state").has("running"))
            .isPresent();
  }

  private static JsonNode status(ObjectNode pod, String container) {
    for (String list :
        List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses")) {
      for (JsonNode status : pod.path("status").path(list)) {
        if (status.path("name").asText().equals(container)) {
          return status;
        }
      }
    }
    return Json.object();
  }
}
