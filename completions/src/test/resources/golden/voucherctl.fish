# fish completion for voucherctl. Load it with: voucherctl completion fish | source

# A row of the table is a call of one of these three. They fill lists of the function below.
function __voucherctl_sub --no-scope-shadowing
  set -a subs $argv[1]
  set -a sub_texts "$argv[2]"
end
function __voucherctl_opt --no-scope-shadowing
  set -a opt_names $argv[1]
  set -a opt_min $argv[2]
  set -a opt_max $argv[3]
  set -a opt_again $argv[4]
  set -a opt_texts "$argv[5]"
  set -a opt_kind $argv[6]
  set -a opt_values (string join \t -- $argv[7..] | string collect --allow-empty)
end
function __voucherctl_arg --no-scope-shadowing
  set -a arg_first $argv[1]
  set -a arg_last $argv[2]
  set -a arg_texts "$argv[3]"
  set -a arg_kind $argv[4]
  set -a arg_values (string join \t -- $argv[5..] | string collect --allow-empty)
end

# sub: name and aliases, text. opt: names, least and most values, once or again, text,
# kind of value. arg: first and last place, text, kind of value.
function __voucherctl_table --no-scope-shadowing
  switch $argv[1]
    case voucherctl
      __voucherctl_sub 'quota tenant-quota' 'Read and change quotas.'
      __voucherctl_sub pods 'Look at pods.'
      __voucherctl_sub load 'Send load.'
      __voucherctl_sub nasty 'It\'s "100%" of `id`, $HOME, $(id) [brackets]: colon; back\\slash x.'
      __voucherctl_sub help 'Explain a command or a topic.'
      __voucherctl_sub completion 'Print the completion script of a shell.'
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
    case 'voucherctl quota'
      __voucherctl_sub 'list ls show' 'Show every tenant\'s quota.'
      __voucherctl_sub set 'Change one tenant\'s quota.'
      __voucherctl_sub unset 'Back to the default quota.'
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
    case 'voucherctl quota list'
      __voucherctl_opt '-o --output' 1 1 once 'How to write it: table, json, yaml.' words table json yaml
      __voucherctl_opt '-q --quiet' 0 0 once 'No progress.' none
      __voucherctl_opt '--color --no-color' 0 0 once 'Colour or not.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
    case 'voucherctl quota set'
      __voucherctl_opt --rate 1 1 once 'Calls per second.' text
      __voucherctl_opt --reason 1 1 once 'Why; kept with the quota.' text
      __voucherctl_opt '-l --label' 1 1 again 'Mark it; may be repeated.' words 'it\'s' 'a b' '$HOME' '`id`' 'x:y' plain
      __voucherctl_opt --dry-run 0 0 once 'Write nothing.' none
      __voucherctl_opt '-o --output' 1 1 once 'How to write it: table, json, yaml.' words table json yaml
      __voucherctl_opt '-q --quiet' 0 0 once 'No progress.' none
      __voucherctl_opt '--color --no-color' 0 0 once 'Colour or not.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_arg 0 0 'Whose quota.' call tenants
    case 'voucherctl quota unset'
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_arg 0 99999 'Whose quotas.' call tenants
    case 'voucherctl pods'
      __voucherctl_sub restarts 'Why pods restart.'
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
    case 'voucherctl pods restarts'
      __voucherctl_opt --from 1 1 once 'Read a dump.' file
      __voucherctl_opt --logs 1 1 once 'Where logs are.' directory
      __voucherctl_opt --with 1 1 again 'More files.' file
      __voucherctl_opt -n 1 1 once Namespace. text
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_arg 0 0 'One pod.' call pods
      __voucherctl_arg 1 1 'A format.' words table json yaml
    case 'voucherctl load'
      __voucherctl_opt --tenant 1 99999 again 'Who sends how much.' call tenant-rates
      __voucherctl_opt --model 0 1 once 'Optional value.' words table json yaml
      __voucherctl_opt -v 0 0 again 'More talk; may be repeated.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
    case 'voucherctl nasty'
      __voucherctl_opt '--a:b' 0 0 once 'It\'s `id` $HOME $(id) \\ [x]: 5% "q" | > ! ~ * {a,b}' none
      __voucherctl_opt --esc 0 0 once 'red tab' none
      __voucherctl_opt '-?' 0 0 once 'A glob for a name.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
    case 'voucherctl help'
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_arg 0 0 'Command or topic to explain.' words quota pods load nasty help completion exit-codes
    case 'voucherctl completion'
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_arg 0 0 'The shell to print the script of.' words bash zsh fish
  end
end

function __voucherctl_enter --no-scope-shadowing
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
  __voucherctl_table $node
end

function __voucherctl_find_option --no-scope-shadowing
  set -l row
  for row in (seq (count $opt_names))
    if contains -- $argv[1] (string split ' ' -- $opt_names[$row])
      set option $row
      return 0
    end
  end
  return 1
end

function __voucherctl_find_sub --no-scope-shadowing
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
function __voucherctl_give --no-scope-shadowing
  set -a given (string split ' ' -- $opt_names[$option])
  set need (math "max(0, $opt_min[$option] - $argv[1])")
  set may (math "max(0, $opt_max[$option] - $argv[1])")
end

function __voucherctl_walk_option --no-scope-shadowing
  set -l word $argv[1]
  set -l pair (string split -m 1 = -- $word)
  set need 0
  set may 0
  if __voucherctl_find_option $pair[1]
    __voucherctl_give (math (count $pair) - 1)
    return
  end
  string match -q -- '--*' $word; and return
  set -l letters (string split '' -- $word)
  set -l place
  for place in (seq 2 (count $letters))
    __voucherctl_find_option -$letters[$place]; or return
    __voucherctl_give 0
    if test $may -gt 0
      test $place -lt (count $letters); and __voucherctl_give 1
      return
    end
  end
end

function __voucherctl_walk --no-scope-shadowing
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
    __voucherctl_walk_option $argv[1]
  else if __voucherctl_find_sub "$argv[1]"
    __voucherctl_enter "$node $sub"
  else if test $may -gt 0
    set may (math $may - 1)
  else
    set count (math $count + 1)
  end
end

# Asks the program itself, for one second at most, and answers nothing when it fails.
function __voucherctl_ask
  set -l program (string replace -r '^~/' "$HOME/" -- $argv[1])
  type -q -f -- $program; or set program voucherctl
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
function __voucherctl_put_values --no-scope-shadowing
  set -l part (string sub -s (math 1 + (string length -- "$argv[1]")) -- "$current")
  set -l found
  switch $argv[2]
    case words
      set found (string split \t -- $argv[3])
    case call
      set found (__voucherctl_ask "$asked" $argv[3] "$part"); or return
    case file
      set found (__fish_complete_path "$part")
    case directory
      set found (__fish_complete_directories "$part" '')
  end
  test (count $found) -gt 0; and printf '%s\n' "$argv[1]"$found
end

function __voucherctl_put_options --no-scope-shadowing
  set -l row
  for row in (seq (count $opt_names))
    set -l names (string split ' ' -- $opt_names[$row])
    test $opt_again[$row] = once; and contains -- $names[1] $given; and continue
    printf '%s\n' $names\t"$opt_texts[$row]"
  end
end

# An alias is completed only where its command's own name does not fit.
function __voucherctl_put_subs --no-scope-shadowing
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

function __voucherctl_put_operands --no-scope-shadowing
  set -l places 0
  set -l row
  for row in (seq (count $arg_kind))
    test $arg_first[$row] -le $count; and test $count -le $arg_last[$row]; or continue
    set places 1
    __voucherctl_put_values '' $arg_kind[$row] "$arg_values[$row]"
  end
  test -z "$current" -a $places$closed$may(count $subs) = 0000; and __voucherctl_put_options
end

function __voucherctl_offer --no-scope-shadowing
  if test $need -gt 0
    __voucherctl_put_values '' $opt_kind[$option] "$opt_values[$option]"
  else if test $closed -eq 0; and string match -q -- '-*=*' "$current"
    set -l name (string split -m 1 = -- $current)[1]
    __voucherctl_find_option $name; or return
    __voucherctl_put_values "$name=" $opt_kind[$option] "$opt_values[$option]"
  else if test $closed -eq 0; and string match -q -- '-*' "$current"
    __voucherctl_put_options
  else
    test $may -gt 0; and __voucherctl_put_values '' $opt_kind[$option] "$opt_values[$option]"
    test $closed -eq 0; and __voucherctl_put_subs
    __voucherctl_put_operands
  end
end

function __voucherctl_complete
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
  __voucherctl_enter voucherctl
  for word in $typed[2..]
    __voucherctl_walk $word
  end
  __voucherctl_offer
end

complete -c voucherctl -e
complete -c voucherctl -f -a '(__voucherctl_complete)'
