# fish completion for {{program}}. Load it with: {{program}} completion fish | source

# A row of the table is a call of one of these three. They fill lists of the function below.
function __{{id}}_sub --no-scope-shadowing
  set -a subs $argv[1]
  set -a sub_texts "$argv[2]"
end
function __{{id}}_opt --no-scope-shadowing
  set -a opt_names $argv[1]
  set -a opt_min $argv[2]
  set -a opt_max $argv[3]
  set -a opt_again $argv[4]
  set -a opt_texts "$argv[5]"
  set -a opt_kind $argv[6]
  set -a opt_values (string join \t -- $argv[7..] | string collect --allow-empty)
end
function __{{id}}_arg --no-scope-shadowing
  set -a arg_first $argv[1]
  set -a arg_last $argv[2]
  set -a arg_texts "$argv[3]"
  set -a arg_kind $argv[4]
  set -a arg_values (string join \t -- $argv[5..] | string collect --allow-empty)
end

# sub: name and aliases, text. opt: names, least and most values, once or again, text,
# kind of value. arg: first and last place, text, kind of value.
function __{{id}}_table --no-scope-shadowing
  switch $argv[1]
{{rows}}  end
end

function __{{id}}_enter --no-scope-shadowing
  set node $argv[1]
  set subs
  set sub_texts
  set opt_names
  set opt_min
  set opt_max
  set opt_again
  set opt_texts
  set opt_kind
  set opt_values
  set arg_first
  set arg_last
  set arg_texts
  set arg_kind
  set arg_values
  set need 0
  set may 0
  set count 0
  __{{id}}_table $node
end

function __{{id}}_find_option --no-scope-shadowing
  set -l row
  for row in (seq (count $opt_names))
    if contains -- $argv[1] (string split ' ' -- $opt_names[$row])
      set option $row
      return 0
    end
  end
  return 1
end

function __{{id}}_find_sub --no-scope-shadowing
  set -l row
  for row in $subs
    set -l names (string split ' ' -- $row)
    if contains -- $argv[1] $names
      set sub $names[1]
      return 0
    end
  end
  return 1
end

# Takes note of the option in row $option; that many of its values are part of the word itself.
function __{{id}}_give --no-scope-shadowing
  set -a given (string split ' ' -- $opt_names[$option])
  set need (math "max(0, $opt_min[$option] - $argv[1])")
  set may (math "max(0, $opt_max[$option] - $argv[1])")
end

function __{{id}}_walk_option --no-scope-shadowing
  set -l word $argv[1]
  set -l pair (string split -m 1 = -- $word)
  set need 0
  set may 0
  if __{{id}}_find_option $pair[1]
    __{{id}}_give (math (count $pair) - 1)
    return
  end
  string match -q -- '--*' $word; and return
  set -l letters (string split '' -- $word)
  set -l place
  for place in (seq 2 (count $letters))
    __{{id}}_find_option -$letters[$place]; or return
    __{{id}}_give 0
    if test $may -gt 0
      test $place -lt (count $letters); and __{{id}}_give 1
      return
    end
  end
end

function __{{id}}_walk --no-scope-shadowing
  set -l sub
  if test $need -gt 0
    set need (math $need - 1)
    set may (math $may - 1)
  else if test $closed -eq 1
    set count (math $count + 1)
  else if test "$argv[1]" = --
    set closed 1
    set may 0
  else if string match -q -- '-?*' "$argv[1]"
    __{{id}}_walk_option $argv[1]
  else if __{{id}}_find_sub "$argv[1]"
    __{{id}}_enter "$node $sub"
  else if test $may -gt 0
    set may (math $may - 1)
  else
    set count (math $count + 1)
  end
end

# Asks the program itself, for one second at most, and answers nothing when it fails.
function __{{id}}_ask
  set -l program (string replace -r '^~/' "$HOME/" -- $argv[1])
  type -q -f -- $program; or set program {{program}}
  begin
    if type -q -f timeout
      timeout -s KILL 1 $program __complete -- $argv[2] $argv[3]
    else
      sh -c '"$@" & call=$!; (sleep 1; kill -9 "$call") >/dev/null 2>&1 &
        wait "$call"; code=$?; kill "$!"; exit "$code"' \
        sh $program __complete -- $argv[2] $argv[3]
    end
  end 2>/dev/null </dev/null
end

# Prefix, kind of value, values.
function __{{id}}_put_values --no-scope-shadowing
  set -l part (string sub -s (math 1 + (string length -- "$argv[1]")) -- "$current")
  set -l found
  switch $argv[2]
    case words
      set found (string split \t -- $argv[3])
    case call
      set found (__{{id}}_ask "$asked" $argv[3] "$part"); or return
    case file
      set found (__fish_complete_path "$part")
    case directory
      set found (__fish_complete_directories "$part" '')
  end
  test (count $found) -gt 0; and printf '%s\n' "$argv[1]"$found
end

function __{{id}}_put_options --no-scope-shadowing
  set -l row
  for row in (seq (count $opt_names))
    set -l names (string split ' ' -- $opt_names[$row])
    test $opt_again[$row] = once; and contains -- $names[1] $given; and continue
    printf '%s\n' $names\t"$opt_texts[$row]"
  end
end

# An alias is completed only where its command's own name does not fit.
function __{{id}}_put_subs --no-scope-shadowing
  set -l size (string length -- "$current")
  set -l row
  for row in (seq (count $subs))
    set -l names (string split ' ' -- $subs[$row])
    printf '%s\t%s\n' $names[1] "$sub_texts[$row]"
    test $size -eq 0; and continue
    test (string sub -l $size -- $names[1]) = "$current"; and continue
    set -l name
    for name in $names[2..]
      test (string sub -l $size -- $name) = "$current"
      and printf '%s\t%s\n' $name "$sub_texts[$row]"
    end
  end
end

function __{{id}}_put_operands --no-scope-shadowing
  set -l places 0
  set -l row
  for row in (seq (count $arg_kind))
    test $arg_first[$row] -le $count; and test $count -le $arg_last[$row]; or continue
    set places 1
    __{{id}}_put_values '' $arg_kind[$row] "$arg_values[$row]"
  end
  test -z "$current" -a $places$closed$may(count $subs) = 0000; and __{{id}}_put_options
end

function __{{id}}_offer --no-scope-shadowing
  if test $need -gt 0
    __{{id}}_put_values '' $opt_kind[$option] "$opt_values[$option]"
  else if test $closed -eq 0; and string match -q -- '-*=*' "$current"
    set -l name (string split -m 1 = -- $current)[1]
    __{{id}}_find_option $name; or return
    __{{id}}_put_values "$name=" $opt_kind[$option] "$opt_values[$option]"
  else if test $closed -eq 0; and string match -q -- '-*' "$current"
    __{{id}}_put_options
  else
    test $may -gt 0; and __{{id}}_put_values '' $opt_kind[$option] "$opt_values[$option]"
    test $closed -eq 0; and __{{id}}_put_subs
    __{{id}}_put_operands
  end
end

function __{{id}}_complete
  set -l typed (commandline -opc)
  set -l current (commandline -ct | string trim -l -c '"\'')
  set -l asked $typed[1]
  set -l given
  set -l option 0
  set -l closed 0
  set -l node
  set -l need
  set -l may
  set -l count
  set -l subs
  set -l sub_texts
  set -l opt_names
  set -l opt_min
  set -l opt_max
  set -l opt_again
  set -l opt_texts
  set -l opt_kind
  set -l opt_values
  set -l arg_first
  set -l arg_last
  set -l arg_texts
  set -l arg_kind
  set -l arg_values
  set -l word
  __{{id}}_enter {{program}}
  for word in $typed[2..]
    __{{id}}_walk $word
  end
  __{{id}}_offer
end

complete -c {{program}} -e
complete -c {{program}} -f -a '(__{{id}}_complete)'
