import { it } from 'vitest';
import { readNeighbour } from '../../../server/src/engine/declarations/readNeighbour.ts';
import { declaredFor } from '../../../server/src/engine/declarations/declaredFor.ts';
const K=256*1024-10;
const fill=(head: string, piece: string | ((i:number)=>string), tail='')=>{ let s=head; let i=0; const parts=[s]; let n=s.length+tail.length; for(;;){ const p= typeof piece==='string'?piece:piece(i++); if(n+p.length>K)break; parts.push(p); n+=p.length;} return parts.join('')+tail; };
const wf='.github/workflows/a.yml';
const shapes: [string,string,string][] = [
 ['sh many builds','build.sh',fill('',i=>`docker build -t q.io/x/a${i}-b:1 .\n`)],
 ['sh many builds gap','build.sh',fill('',i=>`docker build -t q.io/x/a-b:$X${i} .\n`)],
 ['sh many tags','build.sh',fill('docker build ',i=>`-t a${i} `,'.\n')],
 ['sh docker tag chain','build.sh',fill('docker build -t a0 .\n',i=>`docker tag a${i} a${i+1}\n`)],
 ['sh docker tag star','build.sh',fill('docker build -t a .\n',i=>`docker tag a b${i}\n`)],
 ['sh dates','build.sh',fill('docker build -t a:','$(date +%Y)',' .\n')],
 ['sh backticks','build.sh',fill('docker build -t a:','`date`',' .\n')],
 ['sh defaults','build.sh',fill('docker build -t a:','${X:-a}',' .\n')],
 ['sh assigns','build.sh',fill('docker build -t a .\n',i=>`X${i}=\${X${i}:-a}\n`)],
 ['sh dirname','build.sh',fill('docker ','$(dirname "$0")')],
 ['sh cd','build.sh',fill('docker ','$(cd a && pwd) ')],
 ['sh parens','build.sh',fill('docker build -t a:$X .\n','$(')],
 ['sh long','build.sh',fill('docker build -t a:$X .\n','x')],
 ['wf steps','.github/workflows/a.yml',fill('jobs:\n  a:\n    strategy: {matrix: {a: [1,2,3,4,5,6,7,8], b: [1,2,3,4,5,6,7,8]}}\n    steps:\n','      - run: docker build -t a:${{ matrix.a }}$X .\n')],
 ['wf outputs','.github/workflows/a.yml',fill('jobs:\n  a:\n    steps:\n',i=>`      - {id: s${i}, run: 'echo "a=b" >> $GITHUB_OUTPUT'}\n`)],
 ['wf big script','.github/workflows/a.yml',fill('jobs:\n  a:\n    strategy: {matrix: {a: [1,2,3,4,5,6,7,8], b: [1,2,3,4,5,6,7,8]}}\n    steps:\n      - run: |\n','          docker build -t a:$X .\n')],
 ['wf exprs','.github/workflows/a.yml',fill('jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v1\n        with:\n          tags: "','${{ env.X }}','"\n')],
 ['wf open exprs','.github/workflows/a.yml',fill('jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v1\n        with:\n          tags: "','${{ a',' "\n')],
 ['wf open quotes','.github/workflows/a.yml',fill('jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v1\n        with:\n          tags: "',"${{ '",' "\n')],
 ['wf env','.github/workflows/a.yml',fill('env:\n',i=>`  X${i}: \${{ env.X${i-1} }}a\n`)+'\njobs: {a: {steps: []}}'],
 ['wf env long','.github/workflows/a.yml','env:\n'+Array.from({length:30},(_, i)=>`  X${i+1}: "\${{ env.X${i} }}\${{ env.X${i} }}"\n`).join('')+'jobs: {a: {steps: [{uses: docker/build-push-action@v1, with: {tags: "${{ env.X30 }}"}}]}}'],
 ['wf GITHUB_ENV doubling','.github/workflows/a.yml','jobs:\n  a:\n    steps:\n'+'      - run: echo "X=${X}${X}a" >> $GITHUB_ENV\n'.repeat(60)+'      - run: docker build -t $X .\n'],
 ['wf jobs','.github/workflows/a.yml',fill('jobs:\n',i=>`  a${i}:\n    outputs: {a: b}\n    steps: [{run: docker build -t x .}]\n`)],
 ['wf metadata','.github/workflows/a.yml',fill('jobs:\n  a:\n    steps:\n      - id: m\n        uses: docker/metadata-action@v1\n        with:\n          images: |\n',i=>`            q.io/a${i}\n`)+'          tags: |\n            type=raw,value=1\n      - uses: docker/build-push-action@v1\n        with: {tags: "${{ steps.m.outputs.tags }}"}\n'],
 ['travis rows','.travis.yml',fill('script: docker build -t $A:$X .\nenv:\n',i=>`  - A=${i}\n`)],
 ['travis script','.travis.yml',fill('env: [A=1,A=2,A=3,A=4,A=5,A=6,A=7,A=8]\nscript:\n',i=>`  - docker build -t $A:$X .\n`)],
 ['gitlab jobs','.gitlab-ci.yml',fill('before_script: ["docker login"]\nvariables: {A: b}\n',i=>`a${i}: {script: docker build -t $A:$X .}\n`)],
 ['gitlab big before','.gitlab-ci.yml',Array.from({length:150},(_, i)=>`a${i}: {script: docker build -t $A:$X .}\n`).join('')+fill('before_script:\n',i=>`  - docker build -t $A:$X .\n`).slice(0,-8000)],
 ['gitlab matrix','.gitlab-ci.yml',fill('a:\n  script: docker build -t a:$X .\n  parallel:\n    matrix:\n',i=>`      - {A: [a, b, c, d, e, f, g, h], B: [a, b, c, d, e, f, g, h]}\n`)],
 ['gitlab extends','.gitlab-ci.yml',fill('a0: {script: docker build -t a .}\n',i=>`a${i+1}: {extends: a${i}}\n`)],
 ['make assigns','Makefile',fill('',i=>`X${i} = $(X${i-1})$(X${i-1})\n`)+'\na:\n\tdocker build -t $(X9000) .\n'],
 ['make self','Makefile',fill('',i=>`X := $(X)$(X)a\n`)+'\na:\n\tdocker build -t $(X) .\n'],
 ['make plus','Makefile',fill('',i=>`X += aaaaaaaa\n`)+'\na:\n\tdocker build -t $(X) .\n'],
 ['make doubling','Makefile','X0=aaaaaaaaaaaaaaaa\n'+Array.from({length:30},(_, i)=>`X${i+1} = $(X${i})$(X${i})\n`).join('')+'a:\n'+'\tdocker build -t $(X30) .\n'.repeat(5000)],
 ['make recipes','Makefile',fill('a:\n','\tdocker build -t a:$$X .\n')],
 ['make refs','Makefile',fill('a:\n\tdocker build -t ','$(X)',' .\n')],
 ['make open','Makefile',fill('a:\n\tdocker build -t ','$(X',' .\n')],
 ['make nested','Makefile',fill('a:\n\tdocker build -t ','$(X $(Y) ',' .\n')],
 ['make backslashes','Makefile',fill('a = b',' \\\n')],
 ['make bs2','Makefile',fill('a = b','\\')],
 ['bake vars','docker-bake.hcl',fill('target "a" {tags=["${V9}"]}\n',i=>`variable "V${i}" { default = "\${V${i+1}}\${V${i+1}}" }\n`)],
 ['bake targets','docker-bake.hcl',fill('',i=>`target "t${i}" {\n inherits=["t${i+1}"]\n tags=["a:\${X}"]\n}\n`)],
 ['bake open','docker-bake.hcl',fill('','a "b" {')],
 ['bake lists','docker-bake.hcl',fill('target "a" { tags = ','[')],
 ['bake quotes','docker-bake.hcl',fill('target "a" { tags = ["','${"')],
 ['bake heredoc','docker-bake.hcl',fill('target "a" { tags = ["a"] }\n','<<A\n')],
 ['bake matrix','docker-bake.hcl','target "a" { matrix = {'+Array.from({length:20},(_, i)=>`v${i} = ["a","b","c"]\n`).join('')+fill('} tags = [',i=>`"a:\${v0}\${X}",`)+']}'],
 ['bake json','docker-bake.json',fill('{"target":{"a":{"tags":[','"a:${X}",','"a"]}}}')],
 ['compose','compose.yaml',fill('services:\n',i=>`  a${i}: {build: ., image: "a:\${X}"}\n`)],
 ['compose vars','compose.yaml',fill('services: {a: {build: ., image: "','${X:-','"}}\n')],
];
it('x', () => {
  for (const [name,path,text] of shapes) {
    const t0=process.cpuUsage(); const w=performance.now();
    let n: any; try { n=readNeighbour({path,text:text.slice(0,K)}); } catch(e: any) { console.log(name,'THROW',e.message.slice(0,80), e.stack.split('\n').slice(1,4).join('|')); continue; }
    const c=process.cpuUsage(t0);
    const refs=n?.builds.reduce((a: number,b: any)=>a+b.references.length,0) ?? 0;
    const t1=performance.now(); if(n) declaredFor({path:'Dockerfile'},{neighbours:[n]},undefined); const t2=performance.now()-t1;
    if ((c.user+c.system)/1000>300 || t2>50) console.log(name.padEnd(22), ((c.user+c.system)/1000).toFixed(0).padStart(6),'ms cpu', 'builds', n?.builds.length, 'refs', refs, 'declaredFor', t2.toFixed(0));
  }
}, 600000);
