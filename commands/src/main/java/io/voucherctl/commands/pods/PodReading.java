package io.voucherctl.commands.pods;

import java.util.List;
import java.util.Map;

/**
 * What a reader found.
 *
 * @param owners by the uid of what they own: of a ReplicaSet its Deployment, of a Job its CronJob
 * @param scope where was looked, for a sentence
 * @param notes what could not be read, and which permission is missing
 */
public record PodReading(
    List<PodSnapshot> pods,
    Map<String, Owner> owners,
    List<PodEvent> events,
    String scope,
    List<String> notes) {}
