package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionPartsTest {
  private final List<String> closed = new ArrayList<>();
  private final RegionParts parts = new RegionParts();

  @Test
  void partsAreClosedInReverseAndOnce() {
    parts.add(() -> closed.add("state"));
    parts.add(() -> closed.add("endpoint"));
    parts.add(() -> closed.add("front"));
    parts.close();
    parts.close();
    assertThat(closed).containsExactly("front", "endpoint", "state");
  }

  @Test
  void everyPartIsClosedEvenWhenOneWillNot() {
    IOException first = new IOException("first");
    IllegalStateException second = new IllegalStateException("second");
    parts.add(() -> closed.add("state"));
    parts.add(() -> {
      throw second;
    });
    parts.add(() -> closed.add("endpoint"));
    parts.add(() -> {
      throw first;
    });

    assertThatThrownBy(parts::close)
        .isInstanceOf(IllegalStateException.class)
        .hasCause(first)
        .hasSuppressedException(second);
    assertThat(closed).containsExactly("endpoint", "state");
  }

  @Test
  void whatIsAddedIsHandedBack() {
    AutoCloseable part = () -> {};
    assertThat(parts.add(part)).isSameAs(part);
  }
}
