package io.voucherctl.completions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.ITypeInfo;

/** Decides what completes the value of one option or operand. */
final class Values {
  private final Map<String, String> dynamicLabels;

  Values(Map<String, String> dynamicLabels) {
    this.dynamicLabels = Map.copyOf(dynamicLabels);
  }

  /** The label decides first, then the candidates, then the type. */
  Value of(ArgSpec arg) {
    String label = arg.paramLabel();
    String kind = dynamicLabels.get(label);
    if (kind != null) {
      return new Value.Dynamic(kind);
    }
    List<String> words = words(arg);
    if (!words.isEmpty()) {
      return new Value.Words(words);
    }
    if (isPath(arg.typeInfo())) {
      return label.contains("DIR") ? new Value.Directory() : new Value.File();
    }
    return new Value.Text();
  }

  static List<String> words(ArgSpec arg) {
    List<String> words = new ArrayList<>();
    if (arg.completionCandidates() != null) {
      arg.completionCandidates().forEach(word -> words.add(PlainText.oneLine(word)));
    }
    words.removeIf(String::isEmpty);
    return words;
  }

  private static boolean isPath(ITypeInfo type) {
    return Path.class.isAssignableFrom(type.getType())
        || java.io.File.class.isAssignableFrom(type.getType())
        || ((type.isMultiValue() || type.isOptional())
            && type.getAuxiliaryTypeInfos().stream().anyMatch(Values::isPath));
  }
}
