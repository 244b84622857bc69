package dev.patchbay.spi.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what is wrong with the variables of a definition. */
final class VariableCheck {
  /** Bounds the number of ways in which a template must be looked at. */
  private static final int MAX_OPTIONAL = 4;

  private final List<Variable> variables;
  private final Map<String, Variable> byName = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  VariableCheck(List<Variable> variables) {
    this.variables = variables;
    for (Variable variable : variables) {
      byName.putIfAbsent(variable.name(), variable);
    }
  }

  List<String> problems() {
    if (byName.size() < variables.size()) {
      problems.add("each variable must be there once");
    }
    if (optional(variables).size() > MAX_OPTIONAL) {
      problems.add("at most " + MAX_OPTIONAL + " variables may be optional");
    }
    for (Variable variable : variables) {
      checkValues(variable);
      if (variable.replaces().isPresent()) {
        checkReplacement(variable, variable.replaces().get());
      }
    }
    return problems;
  }

  static List<Variable> optional(List<Variable> variables) {
    List<Variable> optional = new ArrayList<>();
    for (Variable variable : variables) {
      if (variable.isOptional()) {
        optional.add(variable);
      }
    }
    return optional;
  }

  private void checkValues(Variable variable) {
    if (!TextRule.VARIABLE.holds(variable.name())) {
      add(variable, "must be named in lower case");
    }
    Optional<String> value = variable.defaultValue();
    boolean hasValues = variable.takesCustomHosts() || !variable.choices().isEmpty();
    if (!hasValues || (value.isPresent() && !variable.choices().contains(value.get()))) {
      add(variable, "must have choices, its default among them");
    }
    if (variable.takesCustomHosts() && variable.replyField().isPresent()) {
      add(variable, "takes custom hosts, so no token reply may fix it");
    }
  }

  private void checkReplacement(Variable variable, String other) {
    Variable replaced = byName.get(other);
    if (!variable.isOptional()) {
      add(variable, "must take custom hosts and have no choices if it replaces another");
    }
    if (replaced == null || other.equals(variable.name()) || replaced.replaces().isPresent()) {
      add(variable, "must replace another variable, which replaces none itself");
    }
  }

  private void add(Variable variable, String problem) {
    problems.add("the variable '" + variable.name() + "' " + problem);
  }
}
