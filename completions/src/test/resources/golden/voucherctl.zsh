#compdef voucherctl
# zsh completion for voucherctl. Load it after compinit with: source <(voucherctl completion zsh)

# A row of the table is a call of one of these three. They fill arrays of the function below.
__voucherctl_sub() {
  subs+=("$1")
  sub_texts+=("$2")
}
__voucherctl_opt() {
  opt_names+=("$1")
  opt_min+=("$2")
  opt_max+=("$3")
  opt_again+=("$4")
  opt_texts+=("$5")
  opt_kind+=("$6")
  shift 6
  opt_values+=("${(F)@}")
}
__voucherctl_arg() {
  arg_first+=("$1")
  arg_last+=("$2")
  arg_texts+=("$3")
  arg_kind+=("$4")
  shift 4
  arg_values+=("${(F)@}")
}

# sub: name and aliases, text. opt: names, least and most values, once or again, text,
# kind of value. arg: first and last place, text, kind of value.
__voucherctl_table() {
  case $1 in
    voucherctl)
      __voucherctl_sub 'quota tenant-quota' 'Read and change quotas.'
      __voucherctl_sub pods 'Look at pods.'
      __voucherctl_sub load 'Send load.'
      __voucherctl_sub nasty 'It'\''s "100%" of `id`, $HOME, $(id) [brackets]: colon; back\slash x.'
      __voucherctl_sub help 'Explain a command or a topic.'
      __voucherctl_sub completion 'Print the completion script of a shell.'
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      ;;
    'voucherctl quota')
      __voucherctl_sub 'list ls show' 'Show every tenant'\''s quota.'
      __voucherctl_sub set 'Change one tenant'\''s quota.'
      __voucherctl_sub unset 'Back to the default quota.'
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      ;;
    'voucherctl quota list')
      __voucherctl_opt '-o --output' 1 1 once 'How to write it: table, json, yaml.' words table json yaml
      __voucherctl_opt '-q --quiet' 0 0 once 'No progress.' none
      __voucherctl_opt '--color --no-color' 0 0 once 'Colour or not.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      ;;
    'voucherctl quota set')
      __voucherctl_opt --rate 1 1 once 'Calls per second.' text
      __voucherctl_opt --reason 1 1 once 'Why; kept with the quota.' text
      __voucherctl_opt '-l --label' 1 1 again 'Mark it; may be repeated.' words 'it'\''s' 'a b' '$HOME' '`id`' 'x:y' plain
      __voucherctl_opt --dry-run 0 0 once 'Write nothing.' none
      __voucherctl_opt '-o --output' 1 1 once 'How to write it: table, json, yaml.' words table json yaml
      __voucherctl_opt '-q --quiet' 0 0 once 'No progress.' none
      __voucherctl_opt '--color --no-color' 0 0 once 'Colour or not.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_arg 0 0 'Whose quota.' call tenants
      ;;
    'voucherctl quota unset')
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_arg 0 99999 'Whose quotas.' call tenants
      ;;
    'voucherctl pods')
      __voucherctl_sub restarts 'Why pods restart.'
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      ;;
    'voucherctl pods restarts')
      __voucherctl_opt --from 1 1 once 'Read a dump.' file
      __voucherctl_opt --logs 1 1 once 'Where logs are.' directory
      __voucherctl_opt --with 1 1 again 'More files.' file
      __voucherctl_opt -n 1 1 once Namespace. text
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_arg 0 0 'One pod.' call pods
      __voucherctl_arg 1 1 'A format.' words table json yaml
      ;;
    'voucherctl load')
      __voucherctl_opt --tenant 1 99999 again 'Who sends how much.' call tenant-rates
      __voucherctl_opt --model 0 1 once 'Optional value.' words table json yaml
      __voucherctl_opt -v 0 0 again 'More talk; may be repeated.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      ;;
    'voucherctl nasty')
      __voucherctl_opt '--a:b' 0 0 once 'It'\''s `id` $HOME $(id) \ [x]: 5% "q" | > ! ~ * {a,b}' none
      __voucherctl_opt --esc 0 0 once 'red tab' none
      __voucherctl_opt '-?' 0 0 once 'A glob for a name.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      ;;
    'voucherctl help')
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_arg 0 0 'Command or topic to explain.' words quota pods load nasty help completion exit-codes
      ;;
    'voucherctl completion')
      __voucherctl_opt '-h --help' 0 0 once 'Show this help message and exit.' none
      __voucherctl_opt '-V --version' 0 0 once 'Print version information and exit.' none
      __voucherctl_opt --context 1 1 once 'Context of the kubeconfig.' text
      __voucherctl_arg 0 0 'The shell to print the script of.' words bash zsh fish
      ;;
  esac
}

__voucherctl_enter() {
  node=$1
  subs=() sub_texts=()
  opt_names=() opt_min=() opt_max=() opt_again=() opt_texts=() opt_kind=() opt_values=()
  arg_first=() arg_last=() arg_texts=() arg_kind=() arg_values=()
  need=0 may=0 count=0
  __voucherctl_table "$node"
}

__voucherctl_find_option() {
  for ((option = 1; option <= $#opt_names; option++)); do
    [[ " $opt_names[option] " == *" $1 "* ]] && return 0
  done
  return 1
}

__voucherctl_find_sub() {
  local row
  for row in "${subs[@]}"; do
    [[ " $row " == *" $1 "* ]] && sub=${row%% *} && return 0
  done
  return 1
}

# Takes note of the option in row $option; $1 of its values are part of the word itself.
__voucherctl_give() {
  given+="$opt_names[option] "
  need=$((opt_min[option] > $1 ? opt_min[option] - $1 : 0))
  may=$((opt_max[option] > $1 ? opt_max[option] - $1 : 0))
}

__voucherctl_walk_option() {
  local word=$1 letter
  need=0 may=0
  if __voucherctl_find_option "${word%%=*}"; then
    if [[ $word == *=* ]]; then __voucherctl_give 1; else __voucherctl_give 0; fi
    return
  fi
  [[ $word == --* ]] && return
  for ((letter = 2; letter <= $#word; letter++)); do
    __voucherctl_find_option "-$word[letter]" || return
    __voucherctl_give 0
    if ((may > 0)); then
      ((letter < $#word)) && __voucherctl_give 1
      return
    fi
  done
}

__voucherctl_walk() {
  local sub
  if ((need > 0)); then
    need=$((need - 1)) may=$((may - 1))
  elif ((closed)); then
    count=$((count + 1))
  elif [[ $1 == -- ]]; then
    closed=1 may=0
  elif [[ $1 == -?* ]]; then
    __voucherctl_walk_option "$1"
  elif __voucherctl_find_sub "$1"; then
    __voucherctl_enter "$node $sub"
  elif ((may > 0)); then
    may=$((may - 1))
  else
    count=$((count + 1))
  fi
}

# Asks the program itself, for one second at most, and answers nothing when it fails.
__voucherctl_ask() {
  local program=${${(Q)words[1]}/#\~\//$HOME/}
  whence -p -- "$program" >/dev/null || program=voucherctl
  if whence -p timeout >/dev/null; then
    timeout -s KILL 1 "$program" __complete -- "$1" "$2"
  else
    sh -c '"$@" & call=$!; (sleep 1; kill -9 "$call") >/dev/null 2>&1 &
      wait "$call"; code=$?; kill "$!"; exit "$code"' \
      sh "$program" __complete -- "$1" "$2"
  fi 2>/dev/null </dev/null
}

__voucherctl_put_values() {
  local kind=$1 text=$2 values=$3 expl
  local -a found
  case $kind in
    words) found=("${(@f)values}") ;;
    call)
      values=$(__voucherctl_ask "$values" "${(Q)PREFIX}") || return
      found=("${(@f)values}")
      ;;
    file) _files && ret=0; return ;;
    directory) _files -/ && ret=0; return ;;
    text) _message -e values "$text"; return ;;
    *) return ;;
  esac
  local -a ending=(${(M)found:#*=})
  found=(${found:#*=})
  (($#ending)) && _wanted values expl "$text" compadd -S '' -a ending && ret=0
  (($#found)) && _wanted values expl "$text" compadd -a found && ret=0
}

# As _describe reads them: the first bare colon ends the name, a backslash takes one away.
__voucherctl_add_line() {
  lines+=("${1//:/\\:}:${2//\\/\\\\}")
}

__voucherctl_put_options() {
  local row name
  local -a lines
  for ((row = 1; row <= $#opt_names; row++)); do
    [[ $opt_again[row] == once && $given == *" ${opt_names[row]%% *} "* ]] && continue
    for name in "${(@s: :)opt_names[row]}"; do
      __voucherctl_add_line "$name" "$opt_texts[row]"
    done
  done
  (($#lines)) && _describe -O option lines && ret=0
}

# An alias is completed only where its command's own name does not fit.
__voucherctl_put_subs() {
  local row name
  local -a lines names
  for ((row = 1; row <= $#subs; row++)); do
    names=("${(@s: :)subs[row]}")
    __voucherctl_add_line "$names[1]" "$sub_texts[row]"
    [[ -z $PREFIX || $names[1] == "$PREFIX"* ]] && continue
    for name in "${(@)names[2,-1]}"; do
      [[ $name == "$PREFIX"* ]] && __voucherctl_add_line "$name" "$sub_texts[row]"
    done
  done
  (($#lines)) && _describe -t commands command lines && ret=0
}

__voucherctl_put_operands() {
  local row places=0
  for ((row = 1; row <= $#arg_kind; row++)); do
    ((arg_first[row] <= count && count <= arg_last[row])) || continue
    places=1
    __voucherctl_put_values "$arg_kind[row]" "$arg_texts[row]" "$arg_values[row]"
  done
  [[ -z $PREFIX ]] && ((!places && !closed && may == 0 && $#subs == 0)) && __voucherctl_put_options
}

__voucherctl_offer() {
  local current=${(Q)PREFIX}
  if ((need > 0)); then
    __voucherctl_put_values "$opt_kind[option]" "$opt_texts[option]" "$opt_values[option]"
  elif ((!closed)) && [[ $current == -*=* ]]; then
    __voucherctl_find_option "${current%%=*}" || return
    compset -P 1 '*='
    __voucherctl_put_values "$opt_kind[option]" "$opt_texts[option]" "$opt_values[option]"
  elif ((!closed)) && [[ $current == -* ]]; then
    __voucherctl_put_options
  else
    if ((may > 0)); then
      __voucherctl_put_values "$opt_kind[option]" "$opt_texts[option]" "$opt_values[option]"
    fi
    ((closed)) || __voucherctl_put_subs
    __voucherctl_put_operands
  fi
}

_voucherctl() {
  local node given=' ' option=0 closed=0 need may count word ret=1
  local -a subs sub_texts opt_names opt_min opt_max opt_again opt_texts opt_kind opt_values
  local -a arg_first arg_last arg_texts arg_kind arg_values
  __voucherctl_enter voucherctl
  for word in "${(@)words[2,CURRENT-1]}"; do __voucherctl_walk "${(Q)word}"; done
  __voucherctl_offer
  return ret
}

# Autoloaded from fpath this file is the function's own body; sourced, it only registers.
if [[ $funcstack[1] == _voucherctl ]]; then
  _voucherctl "$@"
elif (($+functions[compdef])); then
  compdef _voucherctl voucherctl
else
  print -u 2 -r -- 'voucherctl completion: run compinit first (autoload -Uz compinit && compinit)'
fi
